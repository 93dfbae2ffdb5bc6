import {expect, test} from 'vitest';
import {writeOut} from '../../../../source/transport/lab/commands/curl-write-out.ts';
import {reply} from '../../../../source/transport/lab/http.ts';

test('variables tell what happened', () => {
	const fetched = {reply: reply(200, 'ok'), took: 1234, address: '10.77.0.11', url: 'https://m1/'};
	expect(writeOut(String.raw`%{http_code} %{time_total} %{size_download} %{remote_ip}\n`, fetched, 'm1')).toBe(
		'200 1.234000 2 10.77.0.11\n',
	);
});

test('without an answer the code is 000', () => {
	const fetched = {trouble: {exit: 7, message: 'no'}, took: 0, url: 'http://m1/'};
	expect(writeOut('%{http_code} %{exitcode} %{errormsg} %{nothing}%%', fetched, 'm1')).toBe('000 7 no %');
});
