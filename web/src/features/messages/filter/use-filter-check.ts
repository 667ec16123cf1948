import type { CelCheck } from '@sluice/shared/messages-cel'
import { CEL_BYTES_MAX } from '@sluice/shared/messages-cel-words'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { celCheckQuery } from '../messages.queries.ts'

const PAUSE_MS = 250

/** What the server says of the expression, once typing pauses; null while that is not known of this very text. */
export function useFilterCheck(text: string): CelCheck | null {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const enabled = settled.trim() !== '' && settled.length <= CEL_BYTES_MAX * 2
  const { data } = useQuery({ ...celCheckQuery(settled), enabled })
  return enabled && settled === text ? (data ?? null) : null
}
