using Custos.App.Cli;

return await CommandLine.RunAsync(args);
