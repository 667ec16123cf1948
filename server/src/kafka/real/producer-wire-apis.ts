import * as P from '@platformatic/kafka'
import { wireApi } from './wire-api.ts'

// What a producer of many batches asks beside Produce, and the making of topics. Versions as in `wire-apis.ts`.

export const CREATE_TOPICS = wireApi<
  [topics: P.createTopicsV7.CreateTopicsRequestTopic[], timeoutMs: number, validateOnly: false],
  P.createTopicsV7.CreateTopicsResponse
>({
  key: 19,
  name: 'CreateTopics',
  purpose: 'Making topics',
  since: '0.11',
  flexibleFrom: 5,
  codecs: {
    2: P.createTopicsV2,
    3: P.createTopicsV3,
    4: P.createTopicsV4,
    5: P.createTopicsV5,
    6: P.createTopicsV6,
    7: P.createTopicsV7,
  },
})
