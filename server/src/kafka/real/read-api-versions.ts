import {
  apiVersionsV0,
  apiVersionsV3,
  type Connection,
  createAPI,
  protocolAPIsById,
  ResponseError,
} from '@platformatic/kafka'
import type { ApiDescription } from '../gateway.ts'

const API_VERSIONS = 18
const CLIENT_NAME = 'sluice'
const CLIENT_VERSION = '0.1.0'

// Its answer's header has no tagged fields in any version, so that a client too new can read the refusal (KIP-511).
const V3 = createAPI<[string, string], apiVersionsV3.ApiVersionsResponse>(
  API_VERSIONS,
  3,
  apiVersionsV3.createRequest,
  apiVersionsV3.parseResponse,
  true,
  false,
)

/** What the broker speaks. Brokers before Kafka 2.4 refuse version 3, in version 0, and are asked again in that. */
export async function readApiVersions(link: Connection, address: string): Promise<ApiDescription> {
  try {
    const { apiKeys, finalizedFeatures } = await V3.async(link, CLIENT_NAME, CLIENT_VERSION)
    const features = (finalizedFeatures ?? []).map(({ name, maxVersionLevel }) => ({
      name,
      level: maxVersionLevel,
    }))
    return { broker: address, apis: apiKeys.map(toApi), features }
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error
    const { apiKeys } = await apiVersionsV0.api.async(link, CLIENT_NAME, CLIENT_VERSION)
    return { broker: address, apis: apiKeys.map(toApi), features: [] }
  }
}

function toApi(range: {
  apiKey: number
  minVersion: number
  maxVersion: number
}): ApiDescription['apis'][number] {
  const names: Readonly<Record<number, string>> = protocolAPIsById
  return {
    key: range.apiKey,
    name: names[range.apiKey] ?? `API ${range.apiKey}`,
    min: range.minVersion,
    max: range.maxVersion,
  }
}
