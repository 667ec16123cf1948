import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { LanesView } from '#features/groups/lanes/lanes-view.tsx'
import { MembersView } from '#features/groups/members/members-view.tsx'
import { type RecordPlace, readRecordPlace, writeRecordPlace } from '#features/groups/one/record-place.ts'
import { readPartitionOrder } from '#features/groups/partitions/partition-order.ts'
import { PartitionsView } from '#features/groups/partitions/partitions-view.tsx'
import type { SearchRecord } from '#lib/search-codec.ts'

const lanes = getRouteApi('/clusters/$cluster/groups/$group/lanes')
const partitions = getRouteApi('/clusters/$cluster/groups/$group/partitions')
const members = getRouteApi('/clusters/$cluster/groups/$group/members')

export function GroupLanesRoute() {
  const { cluster, group } = lanes.useParams()
  const search = lanes.useSearch()
  const navigate = lanes.useNavigate()
  const change = useCallback(
    (part: SearchRecord) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true }),
    [navigate],
  )
  const { record, onRecord } = useRecord(search, change)
  return (
    <LanesView
      key={`${cluster}/${group}`}
      cluster={cluster}
      group={group}
      zoom={search.zoom === 'lag' ? 'lag' : 'log'}
      onZoom={(zoom) => change({ zoom: zoom === 'lag' ? zoom : '' })}
      record={record}
      onRecord={onRecord}
    />
  )
}

export function GroupPartitionsRoute() {
  const { cluster, group } = partitions.useParams()
  const search = partitions.useSearch()
  const navigate = partitions.useNavigate()
  const change = useCallback(
    (part: SearchRecord) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true }),
    [navigate],
  )
  const { record, onRecord } = useRecord(search, change)
  const order = useMemo(() => readPartitionOrder(search), [search])
  return (
    <PartitionsView
      key={`${cluster}/${group}`}
      cluster={cluster}
      group={group}
      order={order}
      onOrder={({ sort, order: direction }) => change({ sort, order: direction })}
      record={record}
      onRecord={onRecord}
    />
  )
}

export function GroupMembersRoute() {
  const { cluster, group } = members.useParams()
  return <MembersView key={`${cluster}/${group}`} cluster={cluster} group={group} />
}

/** The record that a link opens beside the view. */
function useRecord(search: SearchRecord, change: (part: SearchRecord) => void) {
  const record = useMemo(() => readRecordPlace(search.record), [search.record])
  const onRecord = useCallback((place: RecordPlace) => change({ record: writeRecordPlace(place) }), [change])
  return { record, onRecord }
}
