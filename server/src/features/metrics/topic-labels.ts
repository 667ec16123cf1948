import { type LabelBytes, labelBytes } from './metric-text.ts'

/** The labels of a topic, and of a partition of it up to its number. */
export interface TopicBytes {
  whole: LabelBytes
  partition: LabelBytes
}

/** Labels of topics, each written once for all groups that read it. */
export class TopicLabels {
  readonly #topic: string
  readonly #partition: string
  readonly #known = new Map<string, TopicBytes>()

  constructor(topicLabel: string, partitionLabel: string) {
    this.#topic = topicLabel
    this.#partition = partitionLabel
  }

  of(topic: string): TopicBytes {
    const known = this.#known.get(topic)
    if (known !== undefined) return known
    const labels = { [this.#topic]: topic }
    const made = { whole: labelBytes(labels), partition: labelBytes(labels, `,${this.#partition}="`) }
    this.#known.set(topic, made)
    return made
  }
}
