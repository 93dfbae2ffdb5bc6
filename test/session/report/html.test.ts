import {expect, test} from 'vitest';
import {htmlOf} from '../../../source/session/report/html.ts';
import {recordOf} from '../../../source/session/report/record.ts';
import {book, story} from '../story.ts';

const html = htmlOf(
	recordOf(story, book, 'en', () => 'echo "<script>"'),
	'en',
);

test('Nothing from hosts or operators becomes markup', () => {
	expect(html).toContain('&lt;m|2&gt;');
	expect(html).toContain('echo &quot;&lt;script&gt;&quot;');
	expect(html).toContain('The VIP moved &lt;once&gt;.');
	expect(html).not.toMatch(/<m\||<once>|<script/);
});

test('The page needs nothing else', () => {
	expect(html).not.toMatch(/<script|<link|<img|https?:/);
	expect(html).toContain('<html lang="en">');
});

test('What ran, when, how long and with which exit code stands in one row', () => {
	expect(html).toMatch(
		/Turn off swap.*<td>m1<\/td><td><span class="done">done<\/span><\/td><td>2026-11-23 14:00:02 UTC<\/td><td>4\.2 s<\/td><td>0<\/td>/s,
	);
});

test('In Chinese it says so to the browser', () => {
	expect(
		htmlOf(
			recordOf(story, book, 'zh', () => undefined),
			'zh',
		),
	).toContain('<html lang="zh-CN">');
});
