/** Taking the topology away: as a file, or as a link. */
export const taking = {
  button: 'Export',
  title: 'Take it away',
  files: 'As a file',
  links: 'As a link',
  svg: 'Picture (SVG)',
  png: 'Picture (PNG)',
  mermaid: 'Mermaid flowchart',
  graphml: 'GraphML graph',
  json: 'JSON',
  svgTip: 'All that is drawn, sharp at any size',
  pngTip: 'All that is drawn, two pixels for one',
  mermaidTip: 'For a README or a wiki',
  graphmlTip: 'For yEd, Gephi and NetworkX',
  jsonTip: 'As the API tells it',
  link: 'Copy the link',
  linkTip: 'To what is seen here now, as it goes on',
  moment: 'Copy a link to this moment',
  momentTip: 'To what is seen here now, as it was',
  copied: 'The link is in the clipboard',
  refused: 'The browser does not let the page copy',
  making: 'The picture is being made …',
  smaller: ({ times }: { times: string }) =>
    `Saved at ${times} pixels for one: twice the size is more than a browser can draw`,
  tooLarge: ({ width, height }: { width: string; height: string }) =>
    `This picture would be ${width} × ${height} pixels, more than a browser can draw. Take the SVG, or draw less: focus on a node, or group.`,
  notMade: ({ reason }: { reason: string }) => `The picture could not be made: ${reason}`,
  caption: ({ cluster, at, span }: { cluster: string; at: string; span: string }) =>
    `${cluster} · ${at} · evidence of the last ${span}`,
}
