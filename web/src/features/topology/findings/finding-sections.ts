import { FINDING_RULES, type TopologyFinding } from '@sluice/shared/topology'

export interface FindingSection {
  rule: TopologyFinding['rule']
  findings: readonly TopologyFinding[]
}

/** Findings of a rule together: first the rules of which one calls for attention, and in each what does, then the surest. */
export function sectionsOf(findings: readonly TopologyFinding[]): FindingSection[] {
  const calls = ({ level }: TopologyFinding): number => (level === 'attention' ? 0 : 1)
  const sections = FINDING_RULES.map((rule) => ({
    rule,
    findings: findings
      .filter((finding) => finding.rule === rule)
      .sort((a, b) => calls(a) - calls(b) || b.confidence - a.confidence),
  }))
  const first = ({ findings: [top] }: FindingSection): number => (top ? calls(top) : 2)
  return sections.filter((section) => section.findings.length > 0).sort((a, b) => first(a) - first(b))
}
