import { plural } from '../plural.ts'

/** How a group stood over time, and what happened to it. */
export const groupsHistory = {
  tabHistory: 'History',
  historyFailed: 'The history could not be read',
  historyOff: 'No history is kept',
  historyNotKept: 'History is not kept',
  historyNone: 'Nothing is kept of this time',
  historyBegins:
    'Sluice keeps the figures of every cycle from now on; the first will stand here within seconds.',
  historyElsewhere: 'The group was not seen then, or Sluice was not running. A wider stretch may show more.',
  historyTable: 'History of the group',
  historyAs: 'Shown as',
  asChart: 'Chart',
  asTable: 'Table',
  range: 'Stretch of time',
  range15m: '15 min',
  range1h: '1 h',
  range6h: '6 h',
  range24h: '24 h',
  range7d: '7 d',
  range60d: '60 d',
  rangeBetween: 'Chosen',
  rangeCustom: 'From … to …',
  rangeFrom: 'From',
  rangeTo: 'To',
  rangeShow: 'Show',
  rangeBad: 'Write a time such as 2026-11-21 16:00, now-3h, or epoch milliseconds.',
  rangeOrder: 'The end must lie after the beginning.',
  rangeEarlier: 'Earlier',
  rangeLater: 'Later',
  rangeWider: 'Twice as long',
  ofTopic: 'Of one topic',
  allTopics: 'All topics',
  pastShow: 'Produced before Sluice looked',
  panelLag: 'Lag in messages',
  panelRates: 'Messages a second',
  legendIn: 'in',
  legendOut: 'out',
  columnAt: 'Time',
  columnLost: 'Lost',
  chartLabel: 'Lag over time',
  chartHint:
    'Arrows move the cursor; Shift with arrows and Enter, or a drag, looks closer; a double click goes back.',
  chartGap: 'no figures',
  figuresSince: ({ since }: { since: string }) => `Figures of this group since ${since}`,
  events: 'What happened',
  eventsNone: 'Nothing of note in this time.',
  eventsMore: ({ n }: { n: number }) =>
    plural(n, 'One older event is left out.', `${n} older events are left out.`),
  eventWhere: ({ topic, partition }: { topic: string; partition: number }) =>
    `partition ${partition} of ${topic}`,
  eventState: ({ from, to, where }: { from: string; to: string; where: string }) =>
    where === '' ? `${from} → ${to}` : `${from} → ${to}: ${where}`,
  eventMembers: ({ from, to }: { from: string; to: string }) => `Members: ${from} → ${to}`,
  eventRebalance: ({ state }: { state: string }) => `Rebalance: ${state}`,
  eventReset: ({ from, to, where }: { from: string; to: string; where: string }) =>
    `Moved back from offset ${from} to ${to}: ${where}`,
  eventRewind: ({ from, to, where }: { from: string; to: string; where: string }) =>
    `Went back from offset ${from} to ${to}: ${where}`,
  eventRetention: ({ lost, where }: { lost: string; where: string }) =>
    `${lost} messages deleted unread: ${where}`,
  eventRecreated: ({ where }: { where: string }) => `Topic deleted and made anew: ${where}`,
  eventNotRunning: ({ length }: { length: string | null }) =>
    length === null ? 'Sluice was not running' : `Sluice was not running for ${length}`,
  eventGap: ({ reason, length }: { reason: string; length: string | null }) =>
    length === null ? `No figures: ${reason}` : `No figures for ${length}: ${reason}`,
}
