// A process of its own that asks for a job and can be killed: node asker.ts JOBS ID SCRIPT
import {createLocal} from '../../source/transport/local.ts';

const [, , jobs = '', id = '', script = ''] = process.argv;
const host = {name: 'operator', address: '127.0.0.1', role: 'operator'};
const {signal} = new AbortController();
await createLocal({jobs}).run(host, {id, script, timeout: 60}, signal, text => void process.stdout.write(text));
