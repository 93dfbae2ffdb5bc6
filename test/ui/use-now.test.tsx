import {expect, test, vi} from 'vitest';
import {settle} from '../helpers/screen.tsx';
import {walking} from '../helpers/walking.tsx';

test('The clock on the screen goes on while nothing else does', async () => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
	try {
		const {text, session, close} = await walking();
		expect(text()).toContain('session s1 0 s');

		const start = session.engine.now();
		vi.spyOn(session.engine, 'now').mockReturnValue(start + 61_000);
		await vi.advanceTimersByTimeAsync(1100);
		await settle();

		expect(text()).toContain('session s1 1:01');
		close();
	} finally {
		vi.useRealTimers();
	}
});
