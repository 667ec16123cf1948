import { describe, expect, it } from 'vitest'
import { withThousands } from './thousands.ts'

describe('withThousands', () => {
  it('is exact at any size', () => {
    expect(withThousands('9223372036854775807')).toBe(
      '9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f807',
    )
    expect(withThousands('999')).toBe('999')
    expect(withThousands(1000)).toBe('1\u202f000')
  })
})
