import type { taking as source } from '../en/topology-taking.ts'
import type { Translation } from '../translation.ts'

export const taking: Translation<typeof source> = {
  button: '내보내기',
  title: '내보내기',
  files: '파일로 저장',
  links: '링크 복사',
  svg: '그림 (SVG)',
  png: '그림 (PNG)',
  mermaid: 'Mermaid 순서도',
  graphml: 'GraphML 그래프',
  json: 'JSON',
  svgTip: '그려진 전체. 크기를 바꿔도 선명합니다',
  pngTip: '그려진 전체를 2배 해상도로 저장합니다',
  mermaidTip: 'README나 위키에 넣을 때',
  graphmlTip: 'yEd, Gephi, NetworkX에서 열 때',
  jsonTip: 'API가 주는 그대로',
  link: '링크 복사',
  linkTip: '지금 보는 화면의 링크. 열 때의 최신 상태를 보여 줍니다',
  moment: '이 시점의 링크 복사',
  momentTip: '지금 보는 화면을 이 시점의 모습 그대로 보여 줍니다',
  copied: '링크를 복사했습니다',
  refused: '브라우저가 복사를 허용하지 않습니다',
  making: '그림을 만드는 중…',
  smaller: ({ times }) => `2배 해상도는 브라우저의 한계를 넘어 ${times}배로 저장했습니다`,
  tooLarge: ({ width, height }) =>
    `그림이 ${width} × ${height}픽셀이 되어 브라우저가 그릴 수 없습니다. SVG로 저장하거나, 노드에 집중하거나 묶어서 줄이세요.`,
  notMade: ({ reason }) => `그림을 만들지 못했습니다: ${reason}`,
  caption: ({ cluster, at, span }) => `${cluster} · ${at} · 최근 ${span}의 근거`,
}
