import {expect, test} from 'vitest';
import {reply} from '../../../source/transport/lab/http.ts';

test('a reply has the words of its number, and nobody trusts it before its certificate is known', () => {
	expect(reply(403, 'no')).toEqual({
		kind: 'reply',
		status: 403,
		text: 'Forbidden',
		body: 'no',
		type: 'text/plain; charset=utf-8',
		trusted: false,
	});
	expect(reply(301, '', 'text/html', {location: 'https://a/', trusted: true})).toMatchObject({
		text: 'Moved Permanently',
		location: 'https://a/',
		trusted: true,
	});
});
