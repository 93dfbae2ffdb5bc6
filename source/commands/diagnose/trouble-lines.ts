// What reads like trouble in a text that holds no known cause: the evidence that an honest "unknown" shows.
import type {Bundle} from '../../engine/diagnose/bundle.ts';
import type {Shown} from '../../engine/diagnose/show-evidence.ts';

const trouble =
	/(?:\b(?:error|errors|fatal|failed|failure|fail|cannot|could not|unable|refused|denied|timed out|timeout|panic|exception|invalid|unreachable|crashed|not found|no such|CrashLoopBackOff|NotReady|Pending|OOMKilled)\b|错误|失败|无法|拒绝|超时)/i;

const mostPassages = 3;
const mostLines = 3;

export const troubleLines = (bundle: Bundle): readonly Shown[] =>
	bundle
		.map(({host, command, lines}) => ({
			host,
			command,
			lines: lines.filter(line => trouble.test(line)).slice(-mostLines),
		}))
		.filter(({lines}) => lines.length > 0)
		.slice(-mostPassages);
