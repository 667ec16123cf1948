import { brokerUnreachable } from '../faults.ts'
import { type FailedAttempt, KafkaFault } from '../kafka-fault.ts'
import { addressText, type BrokerAddress } from './broker-address.ts'
import { ConnectFailed, ConnectionLost } from './broker-connection.ts'
import { toAttempt } from './broker-pool.ts'

/** What stands in the list of attempts; throws on what another address would not mend. */
export function failedAttempt(address: BrokerAddress, error: unknown): FailedAttempt {
  if (error instanceof ConnectFailed) return toAttempt(address, error)
  const text = addressText(address)
  if (error instanceof ConnectionLost) {
    return { address: text, code: 'CLUSTER_UNREACHABLE', reason: error.message }
  }
  if (error instanceof KafkaFault && error.code === 'BROKER_TIMEOUT') {
    return { address: text, code: 'BROKER_TIMEOUT', reason: 'no answer in time' }
  }
  throw error
}

/** The fault of a call to one broker. */
export function toBrokerFault(broker: BrokerAddress & { id: number }, error: unknown): unknown {
  if (!(error instanceof ConnectFailed || error instanceof ConnectionLost)) return error
  return brokerUnreachable(broker.id, failedAttempt(broker, error))
}
