// What a diagnosis says.
import type {Summary} from './diagnose-en.ts';

export const diagnose = {
	confirmed: '已确认',
	likely: '很可能',
	possible: '可能',
	blocking: '阻断',
	risky: '有风险',
	notable: '需留意',
	evidence: '证据',
	pasted: '（粘贴的文本）',
	nothingSaid: '（无输出）',
	followed: '由此引起',
	ruledOut: '已排除',
	remedy: (title: string, host: string) => (host === '' ? `处理：${title}` : `在 ${host} 上处理：${title}`),
	firstControlPlane: '第一个控制平面',
	needsPlan: '具体命令取决于集群计划：请用 --plan FILE 给出。',
	check: '然后检查',
	loses: '会丢失什么',
	badAdvice: '不要这样做',
	more: (count: number) => `还有 ${count} 个可能性更低的原因：用 --json 列出全部。`,
	unknown: '原因不明：文本中没有任何内容能确认或提示已知的原因。',
	nothingFound: '没有发现问题。',
	onlyPossible: '原因不明：没有确认任何原因。看到的现象与以下原因相符：',
	wayOutOffline:
		'请补充以下命令在各主机上的输出，每条写在 `host# command` 一行之下；或让 kubewalk 自己去问：kubewalk diagnose --plan FILE。',
	wayOutLive: (file: string) =>
		`要给别人看：kubewalk diagnose --plan FILE --bundle ${file} 会写出所见内容，其中没有秘密信息。`,
	nothingToCure: (wish: string) =>
		`这里没有发现 ${wish}，或它没有这样的处理办法：不带 --cure 运行 kubewalk diagnose 可查看现有结果。`,
	destructive: (title: string, loses: string, wish: string) =>
		`“${title}”必须点名才会执行：${loses}如果确实需要，请用 --cure ${wish}。`,
	curedRow: (title: string, host: string, status: string, note: string | undefined) =>
		`${host}  ${title}：${status}${note === undefined ? '' : `（${note}）`}`,
	stillThere: (title: string) => `处理之后“${title}”仍然存在：请再看一遍证据。`,
	gone: (title: string) => `“${title}”已消除。`,
	looksAgain: (title: string, seconds: number) =>
		`“${title}”仍然可见，也可能只是处理之前留下的日志：${seconds} 秒后再看一次。`,
	cureNeedsYes: '处理会改动主机：加上 --yes 表示无需再问即可执行。',
	away: (host: string, why: string) => `${host} 没有应答：${why}`,
	summary: ({first, further, rounds, hosts, seconds}: Summary) =>
		`${hosts} 台主机各问一趟（${first} 个问题），${further === 0 ? '无需追问' : `随后分 ${rounds - 1} 轮追问 ${further} 个问题`}；用时 ${seconds} 秒。`,
	bundleWritten: (file: string) => `所见内容已写入 ${file}，其中没有秘密信息：用 kubewalk diagnose --from 可以读取。`,
	bundleNeedsHosts: '需要集群计划或 --lab：诊断包由真实主机的应答组成。',
	cut: (bytes: number) =>
		`文本共 ${Math.round(bytes / 1024 / 1024)} MB，只读取了开头和结尾各 8 MB：如果没有找到原因，请只保留相关部分。`,
	empty: '没有可读的文本：请粘贴终端记录，或用 --from FILE 指定文件。',
	noFile: (file: string, why: string) => `无法读取 ${file}（${why}）：请换一个文件，或用 - 表示标准输入。`,
	noAbout: (word: string, known: string) => `没有关于 ${word} 的内容：可以限定为 ${known}。`,
	needsSource: '请指明诊断对象：--plan FILE 针对真实主机，--lab 针对模拟主机，--from FILE 或 - 针对文本。',
};
