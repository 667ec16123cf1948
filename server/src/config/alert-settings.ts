import { AlertRuleBody, ReceiverName } from '@sluice/shared/alerts'
import { ClusterName } from '@sluice/shared/clusters'
import { z } from 'zod'
import { SecretReference } from './setting-types.ts'

/** An address that Sluice sends to, or is reached by. */
export const HttpUrl = z
  .string({ error: 'must be an http or https URL' })
  .max(4000)
  .refine((text) => {
    const url = URL.parse(text)
    return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
  }, 'must be an http or https URL')
  .refine((text) => {
    const url = URL.parse(text)
    return url === null || (url.username === '' && url.password === '')
  }, 'must hold no user and no password')

/** Where webhooks go: rules name it, and its URL is known to the configuration alone. */
export const Receiver = z.strictObject({
  name: ReceiverName,
  url: HttpUrl,
  secret: SecretReference.optional(),
})
export type Receiver = z.infer<typeof Receiver>

/** A rule of the file; without `cluster` it holds for every one. */
export const AlertSettings = AlertRuleBody.extend({ cluster: ClusterName.optional() })
export type AlertSettings = z.infer<typeof AlertSettings>
