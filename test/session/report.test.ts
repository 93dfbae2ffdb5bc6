import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {report, type ReportFormat} from '../../source/session/report.ts';
import {book, story} from './story.ts';

const formats: readonly ReportFormat[] = ['md', 'html', 'json', 'script'];
const commandOf = (task: string, host: string): string => `echo ${task} # ${host}`;

test.each(formats)('As %s a report never holds a captured value', format => {
	const text = report(story, book, {format, language: 'en', commandOf});

	expect(text).toContain('2026-11-23-demo-1');
	expect(text).not.toContain('sha256:abcdef');
});

test.each(formats)('As %s a session of which nothing is known yet is a report too', format => {
	expect(report(story.slice(0, 1), book, {format, language: 'zh'})).toContain('2026-11-23-demo-1');
});

test('As JSON it tells who, when, where, how long and how it ended', () => {
	const told = JSON.parse(report(story, book, {format: 'json', language: 'en'})) as Record<string, unknown>;

	expect(told).toMatchObject({outcome: 'done', openings: [{by: 'ann@bastion'}]});
});

test('As a script it is bash that does nothing until a host is named', () => {
	const text = report(story, book, {format: 'script', language: 'zh', commandOf});

	expect(spawnSync('bash', ['-n'], {input: text}).status).toBe(0);
	expect(spawnSync('bash', ['-s'], {input: text, encoding: 'utf8'})).toMatchObject({status: 2, stdout: ''});
});
