using System.Management.Automation;
using System.Net;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>A login that a registry refuses: the error says so, and no stream shows the password.</summary>
public sealed class SecretTests
{
    private const string Password = "hunter2-not-to-be-seen";

    [RealEngineTheory(RealEngineRequirements.AuthRegistry)]
    [InlineData("Push-Image")]
    [InlineData("Receive-Image")]
    [InlineData("New-Image")]
    [InlineData("Invoke-Container")]
    public async Task A_wrong_password_is_refused_and_not_shown(string cmdlet)
    {
        await using FaultedEngine engine = new();
        string image = $"{PrivateEngines.Current.AuthRegistry}/{engine.NewName()}:1";
        var credential = new PSCredential(PrivateEngines.RegistryUser, new NetworkCredential("", Password).SecurePassword);
        CmdletRunner runner = engine.Cmdlet(cmdlet).With(new { Verbose = true, Debug = true });
        runner = cmdlet switch
        {
            "Push-Image" => runner.With(new { As = image, Credential = credential }).Words(PrivateEngines.Current.Image),
            "New-Image" => runner.With(new { Credential = credential, BuildArgument = "TOKEN=" + Password }).Input("FROM " + image),
            "Receive-Image" => runner.With("Credential", credential).Words(image),
            _ => runner.With("Environment", "TOKEN=" + Password).Words(image, "true"),
        };
        try
        {
            CmdletResult result = runner.Run();

            ErrorRecord error = result.TerminatingError ?? Assert.Single(result.Errors);
            FaultedEngine.AssertError("RegistryUnauthorized", error);
            Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
            Assert.NotEmpty(result.Debug);
            string encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($$"""{"username":"{{PrivateEngines.RegistryUser}}","password":"{{Password[..4]}}"""))[..40];
            string all = string.Join('\n', result.Debug.Concat(result.Verbose).Concat(result.Warnings).Concat(result.Information.Select(static i => i.ToString()!))
                .Concat(result.Progress.Select(static p => $"{p.Activity} {p.StatusDescription} {p.CurrentOperation}"))
                .Append(error.ToString()).Append(error.Exception.ToString()).Append(error.ErrorDetails?.RecommendedAction ?? "").Append($"{error.TargetObject}"));
            Assert.DoesNotContain(Password, all);
            Assert.DoesNotContain(encoded, all);
        }
        finally
        {
            await engine.Raw.DeleteAsync($"images/{image}");
        }
    }
}
