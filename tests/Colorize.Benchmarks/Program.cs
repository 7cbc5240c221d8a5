using BenchmarkDotNet.Running;

// Run all with: dotnet run -c Release --project tests/Colorize.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Colorize.Benchmarks.LabBenchmarks).Assembly).Run(args);
