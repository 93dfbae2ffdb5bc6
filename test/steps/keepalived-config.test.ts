import {expect, test} from 'vitest';
import {keepalivedConfig, virtualRouterId} from '../../steps/keepalived-config.ts';
import {givenFor, labPlan, singlePlan} from '../helpers/plans.ts';

const config = (host: string): string => keepalivedConfig(givenFor(labPlan, host));
const setting = (text: string, name: string): string | undefined => new RegExp(`^ +${name} (.*)$`, 'm').exec(text)?.[1];

test('The first control plane is MASTER, the others follow in the order of the plan', () => {
	expect(['m1', 'm2', 'm3'].map(host => setting(config(host), 'state'))).toEqual(['MASTER', 'BACKUP', 'BACKUP']);
	expect(['m1', 'm2', 'm3'].map(host => Number(setting(config(host), 'priority')))).toEqual([150, 149, 148]);
});

test('A host whose haproxy is gone says so at once: the script has no weight', () => {
	expect(config('m1')).toContain('track_script');
	expect(setting(config('m1'), 'weight')).toBeUndefined();
	expect(Number(setting(config('m1'), 'interval')) * Number(setting(config('m1'), 'fall'))).toBeLessThanOrEqual(2);
});

test('All hosts have the same virtual router id, and another address another one', () => {
	const ids = ['m1', 'm2', 'm3'].map(host => setting(config(host), 'virtual_router_id'));

	expect(new Set(ids).size).toBe(1);
	expect(virtualRouterId('10.77.0.100')).not.toBe(virtualRouterId('10.77.0.101'));
	for (let last = 0; last < 256; last++) {
		expect(virtualRouterId(`10.0.0.${last}`)).toBeGreaterThan(0);
		expect(virtualRouterId(`10.0.0.${last}`)).toBeLessThan(256);
	}
});

test('A host speaks to the other control planes by name, not to itself', () => {
	expect(config('m2')).toContain('unicast_src_ip 10.77.0.12');
	expect(config('m2')).toContain('unicast_peer {\n        10.77.0.11\n        10.77.0.13\n    }');
});

test('A host without peers names none', () => {
	expect(keepalivedConfig(givenFor(singlePlan, 'm1'))).not.toContain('unicast_peer');
});
