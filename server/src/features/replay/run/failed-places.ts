import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { RecordPlace } from '@sluice/shared/replay'
import { FAILURE_FILE } from './failure-file.ts'

/** The places that a side file names, each once; `whole` is false where there are more than `max`. */
export async function failedPlaces(
  folder: string,
  max: number,
): Promise<{ places: RecordPlace[]; whole: boolean }> {
  const places = new Map<string, RecordPlace>()
  const file = createReadStream(join(folder, FAILURE_FILE))
  const lines = createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) {
      const place = placeIn(line)
      if (place === null) continue
      const key = `${place.topic}/${place.partition}/${place.offset}`
      if (!places.has(key) && places.size >= max) return { places: [...places.values()], whole: false }
      places.set(key, place)
    }
  } catch (error) {
    // A job without a failure has no side file.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  } finally {
    lines.close()
    file.destroy()
  }
  return { places: [...places.values()], whole: true }
}

/** Null of a line that a crash has cut. */
function placeIn(line: string): RecordPlace | null {
  try {
    const { topic, partition, offset } = JSON.parse(line) as Record<string, unknown>
    return RecordPlace.safeParse({ topic, partition, offset }).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
