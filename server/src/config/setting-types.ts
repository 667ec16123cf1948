import { z } from 'zod'
import { parseReference } from './reference.ts'

const REFERENCE_WANTED = `must point to the secret, not hold it: \${env:NAME} or \${file:/path}`

export const Flag = z.union(
  [z.boolean(), z.stringbool({ truthy: ['true', '1', 'yes'], falsy: ['false', '0', 'no'] })],
  {
    error: 'must be true or false',
  },
)

export const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ],
      { error },
    )
    .pipe(z.int({ error }).min(min, { error }).max(max, { error }))
}

export const SecretReference = z.string({ error: REFERENCE_WANTED }).transform((text, context) => {
  const reference = parseReference(text)
  if (reference !== null) return reference
  context.addIssue({ code: 'custom', message: REFERENCE_WANTED })
  return z.NEVER
})

export const Text = z.string({ error: 'must be text' }).min(1, 'must not be empty')
