import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {cksum} from '../../source/transport/cksum.ts';

test.each(['', 'a', 'kubeadm join\n', '命令\t'.repeat(1000), 'x'.repeat(70_000)])(
	'The checksum is the one that the program prints (text %#)',
	text => {
		expect(cksum(text)).toBe(spawnSync('cksum', {input: text, encoding: 'utf8'}).stdout.trim());
	},
);
