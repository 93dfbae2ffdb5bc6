import {expect, test} from 'vitest';
import {readYaml} from '../../source/commands/read-yaml.ts';

const text = `name: demo
kubernetes:
  version: 1.20
hosts:
  - {name: m1, address: 10.77.0.11}
  - name: m2
    address: 10.77.0.12
`;

const place = (path: readonly (string | number)[], atKey = false): string => {
	const {line, column} = readYaml(text).placeOf(path, atKey);
	return `${line}:${column}`;
};

test('Every value has its place, and so has every key', () => {
	expect(place(['name'])).toBe('1:7');
	expect(place(['name'], true)).toBe('1:1');
	expect(place(['hosts', 0, 'address'])).toBe('5:25');
	expect(place(['hosts', 1, 'address'], true)).toBe('7:5');
});

test('A block is where its key stands, an item where it begins', () => {
	expect(place(['kubernetes'])).toBe('2:1');
	expect(place(['hosts', 1])).toBe('6:5');
	expect(place([])).toBe('1:1');
});

test('What is not written is where its mapping stands', () => {
	expect(place(['hosts', 0, 'role'])).toBe('5:5');
	expect(place(['endpoint', 'kind'])).toBe('1:1');
});

test('A release without quotes is the one in the text, not the number that YAML makes of it', () => {
	expect(readYaml(text).value).toMatchObject({kubernetes: {version: '1.20'}});
});

test('A key that is there twice is told, and the rest can still be read', () => {
	const {complaints, readable} = readYaml('name: one\nruntime: containerd\nname: two\n');
	expect(readable).toBe(true);
	expect(complaints.map(({line, text}) => `${line} ${text.en}`)).toEqual([
		'3 This key is written twice in the same mapping; remove one of the two.',
	]);
});

test.each([
	['kubernetes:\n\tversion: "1.36"\n', '2 YAML does not take tabs as indentation; write spaces instead.'],
	[
		'name: "demo\n',
		'2 A character is missing here, such as a colon, a comma, a quote or a closing bracket; write it.',
	],
	[
		'name: one\n---\nname: two\n',
		'2 The file holds more than one document; write one plan per file and remove the "---".',
	],
	[
		'name: a: b\n',
		'1 This is not YAML (Nested mappings are not allowed in compact mappings); compare it with a plan that kubewalk new writes.',
	],
])('%j is told as what it is', (broken, sentence) => {
	const {complaints, readable} = readYaml(broken);
	expect(readable).toBe(false);
	expect(complaints.map(({line, text}) => `${line} ${text.en}`)).toContain(sentence);
});
