import type { EvidenceCollector } from '../evidence.ts'
import { AclsCollector } from './acls.ts'
import { ByteBudget } from './byte-budget.ts'
import { CensusCollector } from './census.ts'
import { CommitsCollector } from './commits.ts'
import { type ChoosePartitions, Fingerprints } from './fingerprints.ts'
import { GroupMembers } from './group-members.ts'
import { GroupsCollector } from './groups.ts'
import { HeadersCollector } from './headers.ts'
import { InferenceCollector } from './inference.ts'
import { KeySamples } from './key-samples.ts'
import { LogSampler } from './log-sampler.ts'
import { ProducersCollector } from './producers.ts'
import { SessionBook } from './session-book.ts'
import { StreamsCollector } from './streams.ts'
import { TransactionsCollector } from './transactions.ts'

export interface CollectSettings {
  /** Whether lag is collected: groups are then known without asking Kafka. */
  withBoard: boolean
  /** Most bytes of records a second, over all that read records; 0: none is read. */
  budgetBytes: number
  /** Headers in which records name their writer, beside the known conventions; asked at each run. */
  identityHeaders: () => readonly string[]
  choosePartitions: ChoosePartitions
}

/**
 * The collectors of one cluster, in the order in which they begin. Connect, Debezium and MirrorMaker tell of themselves
 * in ways of their own: what asks them stands here too, as a source more.
 */
export function createCollectors(settings: CollectSettings): readonly EvidenceCollector[] {
  const { withBoard, budgetBytes, identityHeaders, choosePartitions } = settings
  const book = new SessionBook()
  const members = new GroupMembers()
  const budget = new ByteBudget(budgetBytes)
  const sampler = new LogSampler(budget)
  const [keys, flows] = [new KeySamples(), new KeySamples()]
  const fingerprints = new Fingerprints(choosePartitions)
  return [
    new GroupsCollector({ withBoard, members }),
    new ProducersCollector(book),
    new CensusCollector(sampler, book, fingerprints),
    new HeadersCollector({ sampler, keys, flows, fingerprints, identityHeaders }),
    new TransactionsCollector(book),
    new CommitsCollector(budget),
    new StreamsCollector(members, book),
    new AclsCollector(),
    new InferenceCollector({ keys, flows, members }),
  ]
}
