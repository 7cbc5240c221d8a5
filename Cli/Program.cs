using Colorize.Cli;

return await ColorizeCommandLine.RunAsync(args).ConfigureAwait(false);
