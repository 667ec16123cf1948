import { paths } from '@sluice/shared/paths'
import { TopicList } from '@sluice/shared/topics'
import { BASE_URL, CLUSTER } from './product.ts'

const DEADLINE_MS = 60_000
const ENOUGH = 300n

/** The page is up before the sample system has written its past: the tests begin when there is something to find. */
export default async function waitForSamples(): Promise<void> {
  for (const end = Date.now() + DEADLINE_MS; Date.now() < end; ) {
    const answer = await fetch(`${BASE_URL}${paths.topics(CLUSTER)}?search=rental.book-rented`)
    const { topics } = TopicList.parse(await answer.json())
    if (BigInt(topics[0]?.messages ?? '0') >= ENOUGH) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`The sample system wrote fewer than ${ENOUGH} rentals in ${DEADLINE_MS / 1000} s.`)
}
