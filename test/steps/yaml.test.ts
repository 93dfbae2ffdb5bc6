import {expect, it} from 'vitest';
import {yaml} from '../../steps/yaml.ts';

it('writes maps, lists and documents like a person does', () => {
	expect(yaml({a: {b: 'text', c: ['x', {p: 1, z: true}]}, d: [], e: {}}, {f: 2})).toBe(
		['a:', '  b: text', '  c:', '  - x', '  - p: 1', '    z: true', 'd: []', 'e: {}', '---', 'f: 2', ''].join('\n'),
	);
});

it('leaves out what is undefined', () => {
	expect(yaml({a: undefined, b: 1})).toBe('b: 1\n');
});

it('quotes text that YAML would read as something else', () => {
	expect(
		yaml(['yes', '1.36', '10.96.0.1', '10.0.0.0/8', '1.2.3.4:80', '@x', 'a: b', "it's", '', 'a:b', '5000']),
	).toBe(
		[
			'- "yes"',
			'- "1.36"',
			'- 10.96.0.1',
			'- 10.0.0.0/8',
			'- 1.2.3.4:80',
			'- "@x"',
			'- "a: b"',
			`- "it's"`,
			'- ""',
			'- a:b',
			'- "5000"',
			'',
		].join('\n'),
	);
});

it('writes text of several lines as a block', () => {
	expect(yaml({a: 'one\n\ntwo\n', b: 'one\ntwo'})).toBe('a: |\n  one\n\n  two\nb: |-\n  one\n  two\n');
});
