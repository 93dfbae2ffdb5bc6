import {expect, test} from 'vitest';
import {readYaml, writeYaml, YamlError} from '../../../source/transport/lab/yaml.ts';

test('Documents that are empty are left out', () => {
	expect(readYaml('---\na: 1\n---\n---\nb: [x, y]\n')).toEqual([{a: 1}, {b: ['x', 'y']}]);
	expect(readYaml('')).toEqual([]);
});

test('It is written as Go writes it: keys sorted, lists not indented', () => {
	expect(writeYaml({b: [{y: 1, x: 'two'}], a: null, c: ''})).toBe('a: null\nb:\n- x: two\n  y: 1\nc: ""\n');
});

test('A mistake is told with its line', () => {
	expect(() => readYaml('a: 1\nb: [\n')).toThrow(YamlError);
	expect(() => readYaml('a: 1\nb: [\n')).toThrow(/^yaml: line \d/);
});
