// What a diagnosis says.
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
	cut: (bytes: number) =>
		`文本共 ${Math.round(bytes / 1024 / 1024)} MB，只读取了开头和结尾各 8 MB：如果没有找到原因，请只保留相关部分。`,
	empty: '没有可读的文本：请粘贴终端记录，或用 --from FILE 指定文件。',
	noFile: (file: string, why: string) => `无法读取 ${file}（${why}）：请换一个文件，或用 - 表示标准输入。`,
	noAbout: (word: string, known: string) => `没有关于 ${word} 的内容：可以限定为 ${known}。`,
	needsSource: '请指明诊断对象：--plan FILE 针对真实主机，--lab 针对模拟主机，--from FILE 或 - 针对文本。',
};
