using Colorize.Tests.Running;

[assembly: AssemblyFixture(typeof(UpFixture))]
