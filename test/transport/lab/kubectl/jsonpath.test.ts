import {describe, expect, test} from 'vitest';
import {jsonPath, JsonPathError, pathValues} from '../../../../source/transport/lab/kubectl/jsonpath.ts';

const nodes = {
	items: [
		{
			metadata: {name: 'm1', labels: {'node-role.kubernetes.io/control-plane': ''}},
			status: {
				conditions: [{type: 'Ready', status: 'True'}],
				addresses: [
					{type: 'InternalIP', address: '10.77.0.11'},
					{type: 'Hostname', address: 'm1'},
				],
			},
		},
		{
			metadata: {name: 'w1'},
			status: {
				conditions: [
					{type: 'MemoryPressure', status: 'False'},
					{type: 'Ready', status: 'Unknown'},
				],
				addresses: [{type: 'InternalIP', address: '10.77.0.21'}],
			},
		},
	],
	count: 2,
	data: {'net-conf.json': '{"Network": "10.244.0.0/16"}'},
};

describe('the templates that the steps use', () => {
	test('a range prints its body for every item', () => {
		expect(jsonPath('{range .items[*]}{.metadata.name}{"\\n"}{end}', nodes)).toBe('m1\nw1\n');
	});

	test('a filter takes the entries that match', () => {
		const template =
			'{range .items[*]}{.metadata.name}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
		expect(jsonPath(template, nodes)).toBe('m1 True\nw1 Unknown\n');
		expect(jsonPath('{.items[*].status.addresses[?(@.type=="InternalIP")].address}', nodes)).toBe(
			'10.77.0.11 10.77.0.21',
		);
	});

	test('a dot that belongs to a name is written with a backslash', () => {
		expect(jsonPath(String.raw`{.data.net-conf\.json}`, nodes)).toBe('{"Network": "10.244.0.0/16"}');
		expect(
			pathValues(String.raw`.metadata.labels.node-role\.kubernetes\.io/control-plane`, nodes.items[0]),
		).toEqual(['']);
	});
});

describe('the rest of the language', () => {
	test.each([
		['{.items[0].metadata.name}', 'm1'],
		['{.items[-1].metadata.name}', 'w1'],
		['{.items[0:1].metadata.name}', 'm1'],
		['{$.count} nodes', '2 nodes'],
		['{..name}', 'm1 w1'],
		["{.items[0]['metadata'].name}", 'm1'],
		['{.items[?(@.metadata.name!="m1")].metadata.name}', 'w1'],
		['{.items[0].status.conditions[0]}', '{"type":"Ready","status":"True"}'],
		['{.nothing.here}', ''],
		['{.items[*].status.addresses[*].address}', '10.77.0.11 m1 10.77.0.21'],
	])('%s', (template, answer) => {
		expect(jsonPath(template, nodes)).toBe(answer);
	});

	test('a template without its end is refused', () => {
		expect(() => jsonPath('{range .items[*]}{.metadata.name}', nodes)).toThrow(JsonPathError);
		expect(() => jsonPath('{.items[0', nodes)).toThrow(JsonPathError);
	});

	test('an index beyond the list is an error, as in kubectl', () => {
		expect(() => jsonPath('{.items[7].metadata.name}', nodes)).toThrow(
			'array index out of bounds: index 7, length 2',
		);
	});
});
