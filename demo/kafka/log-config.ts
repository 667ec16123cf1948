import type { KafkaRelease } from './kafka-version.ts'

export interface LogConfig {
  fileName: string
  text: string
  jvmOption: string
}

/** Kafka's own log: one file in the node's folder, rolled so that it never takes more than 40 MB. */
const log4j2: LogConfig = {
  fileName: 'log4j2.xml',
  text: `<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="ERROR" shutdownHook="disable">
  <Appenders>
    <RollingFile name="file" fileName="kafka.log" filePattern="kafka.log.%i">
      <PatternLayout pattern="[%d] %p %m (%c)%n"/>
      <SizeBasedTriggeringPolicy size="10 MB"/>
      <DefaultRolloverStrategy max="3"/>
    </RollingFile>
  </Appenders>
  <Loggers>
    <Logger name="kafka.server.KafkaConfig" level="WARN"/>
    <Logger name="state.change.logger" level="WARN"/>
    <Root level="INFO">
      <AppenderRef ref="file"/>
    </Root>
  </Loggers>
</Configuration>
`,
  jvmOption: '-Dlog4j2.configurationFile=log4j2.xml',
}

export function logConfig(release: KafkaRelease): LogConfig {
  return { log4j2 }[release.logging]
}
