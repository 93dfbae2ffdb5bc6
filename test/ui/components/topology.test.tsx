import {expect, test} from 'vitest';
import {Topology} from '../../../source/ui/components/topology.tsx';
import {sessionOf} from '../../../source/ui/session.ts';
import {createFakeWorld, text} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {walkBook} from '../../helpers/walk-book.ts';
import {openBook} from '../../helpers/walking.tsx';

const book = {
	...walkBook,
	badges: [
		{
			id: 'node',
			title: text('Node'),
			tells: {
				join: ({exit}: {exit: number}, {host}: {host: {name: string}}) =>
					exit === 0 ? {[host.name]: 'in'} : {},
			},
			words: {in: {text: {en: 'joined', zh: '已加入'}, tone: 'good' as const}},
		},
	],
};

test('The picture is alive: who joins is seen to have joined, who is at work has a mark', async () => {
	const opened = openBook(createFakeWorld(), book);
	const session = sessionOf({...opened, endpoint: {kind: 'kube-vip', address: '10.0.0.9:6443'}});
	const {lines, text} = await onScreen(<Topology width={80} height={9} />, 80, 9, {session});
	expect(text()).toContain('10.0.0.9:6443  virtual IP: kube-vip');
	expect(lines().find(line => line.startsWith('w1'))).not.toContain('joined');

	await session.engine.start({tasks: ['join']});
	await new Promise(resolve => setImmediate(resolve));

	expect(lines().find(line => line.startsWith('w1'))).toMatch(/^w1 joined +w2 joined/);
});

test('In a narrow column the kind of the address stands below it, whole', async () => {
	const opened = openBook(createFakeWorld(), book);
	const session = sessionOf({...opened, endpoint: {kind: 'keepalived-haproxy', address: '10.77.0.100:9443'}});
	const {lines} = await onScreen(<Topology width={32} height={20} />, 32, 20, {session});

	expect(lines().slice(0, 3)).toEqual([
		'10.77.0.100:9443',
		'virtual IP: keepalived, haproxy',
		expect.stringMatching(/^m1/),
	]);
});
