import {expect, test} from 'vitest';
import {haproxyConfig} from '../../steps/haproxy-config.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const config = haproxyConfig(givenFor(labPlan, 'm2'));

test('It listens beside the API server and leads to every one of them', () => {
	expect(config).toContain('bind *:9443');
	expect(config.match(/^ {4}server .*/gm)).toEqual([
		'    server m1 10.77.0.11:6443 check check-ssl verify none',
		'    server m2 10.77.0.12:6443 check check-ssl verify none',
		'    server m3 10.77.0.13:6443 check check-ssl verify none',
	]);
});

test('It is the same on every control plane', () => {
	expect(haproxyConfig(givenFor(labPlan, 'm1'))).toBe(config);
});

test('Long watches are not cut, and only ready API servers get connections', () => {
	expect(config).toContain('timeout client 4h');
	expect(config).toContain('timeout server 4h');
	expect(config).toContain('option httpchk GET /readyz');
});

test('haproxy wants a line end on the last line', () => {
	expect(config.endsWith('\n')).toBe(true);
});
