using Colorize.Cli;
using Colorize.Local;
using Colorize.Text;

LoopbackProxy.Bypass();
VisibleTextWriter.UseForConsole();
return await ColorizeCommandLine.RunAsync(args);
