import {expect, test} from 'vitest';
import {bookOf, making} from '../../helpers/fake-world.ts';
import {walking} from '../../helpers/walking.tsx';

const book = {
	...bookOf(making('wipe', {risk: 'destructive'})),
	warning: {en: 'Everything of the cluster goes.', zh: '集群的一切都会消失。'},
};

test('Enter alone destroys nothing; the plan’s name does', async () => {
	const {press, type, text, world} = await walking({book});
	for (let turn = 0; turn < 5; turn++) await press('return');
	expect(text()).toContain('Everything of the cluster goes.');
	expect(text()).toContain('Type the plan’s name, demo, to go on');
	await type('dem');
	await press('return');
	expect(world.log).toEqual([]);

	await type('o');
	await press('return');
	expect(world.log.filter(line => line.includes('run make wipe'))).toHaveLength(5);
});

test('A book that warns asks before what disturbs as well, and calls it by its name', async () => {
	const drill = {
		...bookOf(making('drill', {risk: 'disruptive'})),
		warning: {en: 'A host reboots.', zh: '会重启主机。'},
	};
	const {press, type, text, world} = await walking({book: drill});
	await press('return');
	expect(text()).toContain('This disturbs what runs');
	expect(text()).toContain('A host reboots.');
	expect(world.log).toEqual([]);
	await type('demo');
	await press('return');
	expect(world.log.filter(line => line.includes('run make drill'))).toHaveLength(5);
});

test('Esc leaves everything as it is', async () => {
	const {press, text, world} = await walking({book, language: 'zh'});
	await press('a');
	expect(text()).toContain('集群的一切都会消失。');
	await press('escape');
	expect(text()).toContain('› Make wipe');
	expect(world.log).toEqual([]);
});
