/** Whose history it is: of the group as a whole, in a topic, or in one of its partitions. */
export interface SeriesName {
  group: string
  topic: string | null
  partition: number | null
}
