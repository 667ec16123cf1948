const segment = encodeURIComponent

/** The API's paths, built in one place so that page and checks name them alike. */
export const paths = {
  clusters: () => '/api/clusters',
  cluster: (cluster: string) => `/api/clusters/${segment(cluster)}`,
  topics: (cluster: string) => `/api/clusters/${segment(cluster)}/topics`,
  topic: (cluster: string, topic: string) => `/api/clusters/${segment(cluster)}/topics/${segment(topic)}`,
  scan: (cluster: string) => `/api/clusters/${segment(cluster)}/messages/scan`,
  message: (cluster: string, topic: string, partition: number, offset: string) =>
    `/api/clusters/${segment(cluster)}/topics/${segment(topic)}/partitions/${partition}/offsets/${segment(offset)}`,
  openapi: () => '/api/openapi.json',
} as const
