import { type FailedAttempt, KafkaFault } from './kafka-fault.ts'

// Worded once here, so that every implementation of the gateway says the same.

export function topicNotFound(topic: string): KafkaFault {
  return new KafkaFault(
    'TOPIC_NOT_FOUND',
    `There is no topic "${topic}" on this cluster, or it is hidden from this user. Check the name.`,
  )
}

export function topicNameInvalid(topic: string): KafkaFault {
  return new KafkaFault(
    'TOPIC_NOT_FOUND',
    `"${topic}" cannot name a topic: use 1 to 249 letters, digits, ".", "_" or "-".`,
  )
}

export function partitionNotFound(topic: string, partition: number, count: number | null): KafkaFault {
  const held = count === null ? '' : `: it has ${count}, numbered from 0`
  return new KafkaFault('PARTITION_NOT_FOUND', `Topic "${topic}" has no partition ${partition}${held}.`)
}

export function noLeader(topic: string, partition: number): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `Partition ${partition} of "${topic}" has no leader: none of its replicas that may lead is up. ` +
      'It answers again when one of its brokers is back.',
  )
}

export function leaderNowhere(topic: string): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `No partition of "${topic}" has a leader. It answers again when one of its brokers is back.`,
  )
}

export function leaderMoving(topic: string, partition: number): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `Partition ${partition} of "${topic}" is changing its leader. Try again in a moment.`,
  )
}

export function offsetOutOfRange(topic: string, partition: number, offset: bigint): KafkaFault {
  return new KafkaFault(
    'OFFSET_OUT_OF_RANGE',
    `Offset ${offset} is not in partition ${partition} of "${topic}": it lies before the log start or after the log end.`,
  )
}

export function topicNotAuthorized(
  topic: string,
  right: 'Create' | 'Describe' | 'DescribeConfigs' | 'Read' | 'Write',
): KafkaFault {
  return new KafkaFault(
    'NOT_AUTHORIZED',
    `The user Sluice connects with may not do this on topic "${topic}": it needs the right ${right} there.`,
  )
}

export function clusterNotAuthorized(what: string): KafkaFault {
  return new KafkaFault(
    'NOT_AUTHORIZED',
    `The user Sluice connects with may not see ${what}: it needs the right Describe on the cluster.`,
  )
}

export function noAuthorizer(): KafkaFault {
  return new KafkaFault(
    'NOT_SUPPORTED',
    'This cluster has no authorizer: everybody may do everything, and there are no permissions to see.',
  )
}

export function transactionNotAuthorized(transactionalId: string): KafkaFault {
  return new KafkaFault(
    'NOT_AUTHORIZED',
    `The user Sluice connects with may not see the transaction of "${transactionalId}": it needs the right Describe on this transactional id.`,
  )
}

export function transactionNotFound(transactionalId: string): KafkaFault {
  return new KafkaFault(
    'NOT_FOUND',
    `Its coordinator knows no transaction of "${transactionalId}": it was never begun, or ended long ago.`,
  )
}

export function coordinatorMoving(transactionalId: string): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `The coordinator of "${transactionalId}" is changing or being loaded. Try again in a moment.`,
  )
}

export function commitUndecided({ topic, partition }: { topic: string; partition: number }): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `A transaction that commits to partition ${partition} of "${topic}" has not ended yet. Try again in a moment.`,
  )
}

export function groupNotFound(group: string): KafkaFault {
  return new KafkaFault(
    'GROUP_NOT_FOUND',
    `There is no group "${group}" on this cluster any more, or it is of another kind by now.`,
  )
}

export function groupNotAuthorized(group: string, right: 'Describe' | 'Read' | 'Delete'): KafkaFault {
  return new KafkaFault(
    'NOT_AUTHORIZED',
    `The user Sluice connects with may not do this on group "${group}": it needs the right ${right} there.`,
  )
}

/** Some kinds are only described to those who may see every topic that the group reads. */
export function groupTopicsNotAuthorized(group: string): KafkaFault {
  return new KafkaFault(
    'NOT_AUTHORIZED',
    `The user Sluice connects with may not see all topics that group "${group}" reads: it needs the right Describe on each.`,
  )
}

/** Its groups are not loaded yet, as after a start or a change of leaders. */
export function groupsLoading(brokerId: number): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `Broker ${brokerId} is still loading the groups that it coordinates. Try again in a moment.`,
  )
}

export function notSupported(what: string, release: string): KafkaFault {
  return new KafkaFault('NOT_SUPPORTED', `${what} needs Kafka ${release} or later; this broker is older.`)
}

export function brokerTimeout(address: string, what: string, timeoutMs: number): KafkaFault {
  const seconds = Math.round(timeoutMs / 100) / 10
  return new KafkaFault(
    'BROKER_TIMEOUT',
    `${address} did not answer ${what} within ${seconds} s. The broker may be overloaded or cut off; try again.`,
    { address },
  )
}

/** Told without asking: the broker is known to hang. */
export function brokerSilent(address: string, silentMs: number): KafkaFault {
  return new KafkaFault(
    'BROKER_TIMEOUT',
    `${address} takes connections and has answered nothing for ${Math.round(silentMs / 1000)} s. It is asked again as soon as it answers.`,
    { address },
  )
}

/** What one broker's partitions answer when it cannot be connected to. */
export function brokerUnreachable(brokerId: number, attempt: FailedAttempt): KafkaFault {
  return new KafkaFault(
    attempt.code,
    `Broker ${brokerId} at ${attempt.address} cannot be reached: ${attempt.reason}.`,
    { address: attempt.address, attempts: [attempt] },
  )
}

/** No address of the cluster answered. The code is that of refused credentials where every address refused them. */
export function clusterUnreachable(cluster: string, attempts: readonly FailedAttempt[]): KafkaFault {
  const refused = attempts.length > 0 && attempts.every(({ code }) => code === 'AUTHENTICATION_FAILED')
  const tried = attempts.map(({ address, reason }) => `${address}: ${reason}`).join('; ')
  const message = refused
    ? `Cluster "${cluster}" does not let Sluice in. Tried ${tried}.`
    : `Cluster "${cluster}" cannot be reached. Tried ${tried}.`
  return new KafkaFault(refused ? 'AUTHENTICATION_FAILED' : 'CLUSTER_UNREACHABLE', message, { attempts })
}
