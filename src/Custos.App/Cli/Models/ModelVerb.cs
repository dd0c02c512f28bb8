using System.CommandLine;
using Custos.App.Api.Bundles;

namespace Custos.App.Cli.Models;

/// <summary><c>custos model</c>: which models are there, and which come from elsewhere or go there?</summary>
internal static class ModelVerb
{
    public static Command Verb() => new("model", "Add models that were trained elsewhere, list and show models, write a trained one for other programs.")
    {
        ModelAdd.Command(), ModelList.Command(), ModelShow.Command(), ModelExport.Command(),
    };

    public static Argument<string> Model() => new("model") { Description = $"The model's folder, or its name in '{ModelSignals.UsualFolder}'." };

    /// <summary>The folder that holds models by their names.</summary>
    public static Option<string> Models() => new("--models") { Description = "The folder in which models stand by their names.", HelpName = "FOLDER", DefaultValueFactory = _ => ModelSignals.UsualFolder };
}
