import {expect, test} from 'vitest';
import {duration, isOn, readArguments} from '../../../../source/transport/lab/kubeadm/arguments.ts';

test('Values follow their flag or an equals sign; switches take none; the rest are words', () => {
	const {words, flags} = readArguments(
		['a:6443', '--token', 'x', '--ttl=2h', '--control-plane', '-f'],
		['control-plane', 'force'],
		['token', 'ttl'],
	);

	expect(words).toEqual(['a:6443']);
	expect(Object.fromEntries(flags)).toEqual({token: 'x', ttl: '2h', 'control-plane': 'true', force: 'true'});
	expect(isOn(flags, 'control-plane')).toBe(true);
	expect(isOn(flags, 'other')).toBe(false);
});

test('Short switches may stand together', () => {
	expect([...readArguments(['-af'], ['a', 'force'], []).flags.keys()]).toEqual(['a', 'force']);
	expect(readArguments(['-ax'], ['a'], []).unknown).toBe('-ax');
});

test('A flag nobody knows, or without its value, is named', () => {
	expect(readArguments(['--tokn=x'], [], ['token']).unknown).toBe('--tokn');
	expect(readArguments(['--token'], [], ['token']).missing).toBe('--token');
});

test('Lists may be given by repeating the flag', () => {
	expect(
		readArguments(
			['--ignore-preflight-errors=Swap', '--ignore-preflight-errors=Mem'],
			[],
			['ignore-preflight-errors'],
		).flags.get('ignore-preflight-errors'),
	).toBe('Swap,Mem');
});

test.each([
	['24h0m0s', 86_400_000],
	['90s', 90_000],
	['0', 0],
	['2h30m', 9_000_000],
	['soon', undefined],
])('The duration %s is %s milliseconds', (text, milliseconds) => {
	expect(duration(text)).toBe(milliseconds);
});
