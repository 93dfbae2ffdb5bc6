import {expect, test} from 'vitest';
import {planJsonSchema, planSchema} from '../../../steps/plan/schema.ts';

test('The published JSON Schema is the one that the program reads plans with', async () => {
	// After a change of the schema: npx vitest run test/steps/plan/schema.test.ts -u
	await expect(`${JSON.stringify(planJsonSchema(), null, '\t')}\n`).toMatchFileSnapshot(
		'../../../docs/cluster.schema.json',
	);
});

test('Every key of the plan is described for editors', () => {
	const described = (schema: unknown): readonly string[] => {
		const {
			properties = {},
			items,
			anyOf = [],
		} = schema as {
			properties?: Record<string, {description?: string}>;
			items?: unknown;
			anyOf?: readonly unknown[];
		};
		return [
			...Object.entries(properties).flatMap(([key, value]) => [
				...(value.description ? [] : [key]),
				...described(value),
			]),
			...(items === undefined ? [] : described(items)),
			...anyOf.flatMap(described),
		];
	};
	expect(described(planJsonSchema())).toEqual([]);
});

test('A plan needs hosts and an endpoint, and nothing else', () => {
	const least = {
		endpoint: {kind: 'single'},
		hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}],
	};
	expect(planSchema.safeParse(least).success).toBe(true);
	expect(planSchema.safeParse({}).error?.issues.map(({path}) => path.join('.'))).toEqual(['endpoint', 'hosts']);
});
