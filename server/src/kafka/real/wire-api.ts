import type { API } from '@platformatic/kafka'
import { createAPI, type Reader, ResponseError, type ResponseParser, type Writer } from '@platformatic/kafka'

/** One request of Kafka's protocol in the versions that can be encoded here. */
export interface WireApi<Args extends unknown[], Answer> {
  key: number
  name: string
  /** What it is for, to begin a sentence with: "Reading the sizes of logs". */
  purpose: string
  /** First Kafka release with a version that can be encoded here. */
  since: string
  versions: ReadonlyMap<number, API<Args, Answer>>
}

/** The part of the library's typed request modules that is used. */
interface Codec<Args extends unknown[], Answer> {
  createRequest: (...args: Args) => Writer
  parseResponse: (correlationId: number, apiKey: number, apiVersion: number, reader: Reader) => Answer
}

interface WireSpec<Args extends unknown[], Answer> {
  key: number
  name: string
  purpose: string
  since: string
  /** First version with tagged fields in its headers (KIP-482). */
  flexibleFrom: number
  codecs: Readonly<Record<number, Codec<Args, Answer>>>
}

export function wireApi<Args extends unknown[], Answer>(spec: WireSpec<Args, Answer>): WireApi<Args, Answer> {
  const versions = Object.entries(spec.codecs).map(([text, codec]) => {
    const version = Number(text)
    const flexible = version >= spec.flexibleFrom
    const parse = wholeAnswer(codec.parseResponse)
    const api = createAPI<Args, Answer>(spec.key, version, codec.createRequest, parse, flexible, flexible)
    return [version, api] as const
  })
  return { ...spec, versions: new Map(versions) }
}

/**
 * The library throws when any item of an answer carries an error code; the answer itself rides on that error, and it
 * is what we want.
 */
function wholeAnswer<Answer>(parse: Codec<never, Answer>['parseResponse']): ResponseParser<Answer> {
  return (correlationId, apiKey, apiVersion, reader) => {
    try {
      return parse(correlationId, apiKey, apiVersion, reader)
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error
      const answer: unknown = error.response
      return answer as Answer
    }
  }
}
