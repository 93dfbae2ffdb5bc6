import {Box} from 'ink';
import {expect, test} from 'vitest';
import {HostLine} from '../../../source/ui/components/host-line.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf} from '../../../source/ui/session.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {fiveHosts} from '../../helpers/walk-book.ts';
import {openBook} from '../../helpers/walking.tsx';

test('A line tells whether the host is marked, how it answers and how much of its own is done', async () => {
	const world = createFakeWorld();
	world.dead.add('w1');
	const session = sessionOf(openBook(world));
	await session.engine.start({tasks: ['swap-now']});
	const entries = entriesOf(session.engine);
	const line = async (host: number, columns = 80): Promise<string> =>
		(
			await onScreen(
				<Box>
					<HostLine host={fiveHosts[host]!} entries={entries} here marked columns={columns} />
				</Box>,
				columns,
				1,
				{
					session,
				},
			)
		).text();

	expect(await line(0)).toMatch(/^\* +m1 .*control plane.*\d\d:\d\d:\d\d .*1\/3$/);
	for (const columns of [72, 80, 110, 123, 140, 200])
		expect(await line(0, columns)).toMatch(/^\* +m1 .*control plane .* \d\d:\d\d:\d\d +1\/3 *$/);
	expect(await line(0, 60)).toMatch(/^\* +m1 .*control plane.*\d\d:\d\d:\d\d +1\/3$/);
	expect(await line(3)).toMatch(/^\* !  ?w1 .*silent \d\d:\d\d:\d\d .*0\/3$/);
});
