import { node } from './en/node.ts'
import { topology } from './en/topology.ts'
import { drawn } from './en/topology-drawn.ts'
import { seek } from './en/topology-find.ts'
import { finding } from './en/topology-finding.ts'
import { scene } from './en/topology-play.ts'
import { taking } from './en/topology-taking.ts'
import { times } from './en/topology-time.ts'
import { twin } from './en/topology-twin.ts'
import { way } from './en/topology-way.ts'
import { who } from './en/topology-who.ts'
import { why } from './en/why.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const topologyWords = {
  drawn,
  node,
  seek,
  topology,
  why,
  finding,
  taking,
  twin,
  times,
  who,
  way,
  scene,
} satisfies Partial<LaterWords>

// Whoever imports this file can say them: the view of the topology, whose script they travel with.
addEnglish(topologyWords)
