using Colorize.Trainer.CommandLine;

return await TrainerCommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
