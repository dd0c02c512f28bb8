using System.Globalization;
using BenchmarkDotNet.Running;
using Custos.Bench.Accuracy;
using Custos.Bench.Gate;
using Custos.Bench.Ingest;
using Custos.Bench.Onnx;
using Custos.Bench.Peers;
using Custos.Bench.Proxy;
using Custos.Bench.Reporting;
using Custos.Bench.Store;
using Custos.Bench.Text;

switch (args)
{
    // What a peer does too is timed beside it by the scripts in bench/peers, not by BenchmarkDotNet.
    case ["peers", "train", .. var rest]:
        return TrainPeer.Run(rest);

    case ["peers", "words", var file]:
        return WordsPeer.Run(file);

    case ["peers", "logs", var log]:
        return await LogsPeer.RunAsync(log);

    case ["peers", "text", var measured]:
        return await TextPeer.RunAsync(measured);

    case ["peers", "languages", var file]:
        return LanguagesPeer.Run(file);

    case ["peers", "tokens", var texts]:
        return TokensPeer.Run(texts);

    case ["peers", "statistics", var folder]:
        return StatisticsPeer.Run(folder);

    // hostile: what the views of texts that are made to be slow take.
    case ["hostile"]:
        return HostileSpeed.Run();

    // onnx: what scoring with a model of MiniLM's size takes, one by one and together.
    case ["onnx"]:
        return await OnnxSpeed.RunAsync();

    // accuracy DATA POLICIES CHART: how accurate the starter pack is with a trained classifier; the chart is an SVG to write.
    case ["accuracy", var data, var policies, var chart]:
        return await AccuracyReport.RunAsync(data, policies, chart);

    // load URL PER-SECOND SECONDS: how long decisions take over HTTP at a fixed rate.
    case ["load", var url, var perSecond, var seconds]:
        await OpenLoopLoad.RunAsync(new Uri(url), int.Parse(perSecond, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture), connections: 32);
        return 0;

    // decide FOLDER [THOUSANDS]: what a full decision costs in this process, recorded in memory and on the disk that the folder lies on.
    case ["decide", var folder, .. var rest]:
        await DecisionSpeed.RunAsync(folder, NumberOr(rest, 0, 20));
        return 0;

    // proxy UPSTREAM PROXY PROCESS [CALLS]: what it costs to ask 'custos simulate upstream' through 'custos serve --upstream'.
    case ["proxy", var direct, var proxied, var process, .. var rest]:
        await ProxyOverhead.RunAsync(new Uri(direct), new Uri(proxied), int.Parse(process, CultureInfo.InvariantCulture), NumberOr(rest, 0, 3000));
        return 0;

    // ingest URL PROCESS DATA [SECONDS] [CONNECTIONS] [PER-SECOND]: how many spans a second 'custos serve' takes over HTTP, in how much memory.
    case ["ingest", var served, var server, var data, .. var rest]:
        await SpanLoad.RunAsync(new Uri(served), int.Parse(server, CultureInfo.InvariantCulture), data, NumberOr(rest, 0, 60), NumberOr(rest, 1, 4), NumberOr(rest, 2, 0));
        return 0;

    // ingest-fill FOLDER [THOUSANDS]: what it costs to bring the same spans from the journal into the database.
    case ["ingest-fill", var folder, .. var rest]:
        await SpanFill.RunAsync(folder, NumberOr(rest, 0, 1000));
        return 0;

    // ingest: the same spans made into records, without HTTP and a database.
    case ["ingest"]:
        SpanLoad.Read(seconds: 5);
        return 0;

    // bundle FOLDER: the policies and the classifier that 'decide' measures, for a server to load.
    case ["bundle", var folder]:
        SomeTraffic.WriteBundle(folder);
        return 0;

    // record FOLDER: what recording costs on the disk that the folder lies on.
    case ["record", var folder]:
        await RecordingSpeed.RunAsync(folder);
        return 0;

    // traffic-fit DATA: which parameters fit the public traces that simulated traffic is drawn like.
    case ["traffic-fit", var data]:
        return TrafficFit.Run(data);

    // traffic FOLDER [MILLIONS]: how fast 'custos simulate traffic' makes and writes model calls.
    case ["traffic", var folder, .. var rest]:
        await TrafficSpeed.RunAsync(folder, 1_000_000L * (NumberOr(rest, 0, 1)));
        return 0;

    // reports FOLDER MILLIONS [REPORT]...: what each report takes on so many million exchanges, in time and memory.
    case ["reports", var file, var size, .. var reports]:
        ReportSpeed.Run(file, int.Parse(size, CultureInfo.InvariantCulture), reports);
        return 0;

    default:
        BenchmarkSwitcher.FromAssembly(typeof(OpenLoopLoad).Assembly).Run(args);
        return 0;
}

static int NumberOr(string[] given, int place, int otherwise) => place < given.Length ? int.Parse(given[place], CultureInfo.InvariantCulture) : otherwise;
