// Documents that try to be more than text: every text of an author's holds markup, the end of a style sheet, links that run, quotes, controls and marks
// that turn text round.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

// What is written into a plan, and what a reader must be shown: as it is, or as a picture of the character.
export const texts = [
  ['</title><script>alert(1)</script>', null],
  ['</style><style>*{display:none}</style>', null],
  ['<img src=x onerror=alert(2)>', null],
  ['[here](javascript:alert(3))', null],
  ['javascript:alert(4)', null],
  ['" onfocus="alert(5)" autofocus="', null],
  ["' onmouseover='alert(6)", null],
  ['<!-- and --> and ]]> and <![CDATA[', null],
  ['&lt;b&gt; &amp;amp; &#60;i&#62;', null],
  ['{{7*7}} ${7*7} <%= 7*7 %>', null],
  ['a\u202Egnp.exe\u202C b', 'a<U+202E>gnp.exe<U+202C> b'],
  ['\u2066isolate\u2069', '<U+2066>isolate<U+2069>'],
  ['bell\u0007escape\u001b[31m', 'bell\u2407escape\u241b[31m'],
  ['zero\u200bwidth', 'zero<U+200B>width'],
  ['wörd 漢字 עברית 👩‍🚒', null],
];
const all = texts.map(([written]) => written).join(' ');
const unbroken = 'Donaudampfschifffahrtsgesellschaft'.repeat(6);

const plan = `# Action plan: HMP ${all}

Inspection: 2 February 2026 to 12 February 2026
Report published: 18 May 2026

${all}

## Owner: ${texts[0][0]} ${texts[5][0]}

## Owner: ${unbroken}

## Priority concern 1: ${all}

Area: ${texts[2][0]}

${all}

### Action 1.1: ${all}

Owner: ${texts[0][0]} ${texts[5][0]}
Deadline: July 2026
Measure: ${all}
Evidence: ${all}

${all}

### Action 1.2

Owner: ${unbroken}
Deadline: August 2026
Revised deadline: December 2026, agreed 3 July 2026, because ${texts[1][0]}

${unbroken}
`;

const review = `# Progress review: HMP ${all}

Visit: 13 February 2023 to 15 February 2023
Inspection: March 2022
Themes based on: ${all}
Team: ${all}

## Paragraph 1.1

${all}

## Recommendation 1.42: ${all}

${all}

### Finding 3.1

${all}

### Judgement 3.2: Reasonable progress

## Theme 1: ${all}

${all}

### Finding 3.3

${unbroken}

### Judgement 3.4: Insufficient progress
`;

const letter = `# Response: HMP ${all}

Date: 3 April 2023
From: ${all}
To: ${all}
Copy: ${all}
Visit: 13 February 2023 to 15 February 2023
Inspection: March 2022

## Progress noted 1

${all}

## Step 1

${all}
`;

export function hostile(folder) {
  const write = (name, text) => {
    const file = resolve(folder, `${name}.irp`);
    writeFileSync(file, text);
    return [file];
  };
  return [
    { name: 'hostile-plan', files: write('hostile-plan', plan), layout: 'plan', hostile: true },
    { name: 'hostile-review', files: write('hostile-review', review), layout: 'review', hostile: true },
    { name: 'hostile-letter', files: write('hostile-letter', letter), layout: 'letter', hostile: true },
    { name: 'hostile-summary', files: write('hostile-summary', plan), layout: 'summary', hostile: true },
  ];
}
