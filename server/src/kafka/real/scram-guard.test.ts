import { describe, expect, it } from 'vitest'
import { challengeFault, proofFault } from './scram-guard.ts'

describe('the server’s part of SCRAM', () => {
  it('passes as Kafka sends it', () => {
    expect(challengeFault('r=abcDEF,s=c2FsdA==,i=4096')).toBeNull()
    expect(proofFault('v=cHJvb2Y=')).toBeNull()
    expect(proofFault('e=invalid-proof')).toBeNull()
  })

  it('is refused where it asks for more work than any server needs', () => {
    expect(challengeFault('r=a,s=c2FsdA==,i=2147483647')).toContain('2147483647 SCRAM iterations')
  })

  it.each(['', 'r=a', 'r=a,s=b', 's=b,i=4096', 'r=a,s=b,i=-1', 'r=a,s=b,i=99999999999', 'nonsense'])(
    'is refused where it is malformed: "%s"',
    (message) => {
      expect(challengeFault(message)).toContain('malformed')
      expect(proofFault(message)).toContain('malformed')
    },
  )
})
