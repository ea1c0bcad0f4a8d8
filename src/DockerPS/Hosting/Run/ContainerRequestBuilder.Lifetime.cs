using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

internal sealed partial class ContainerRequestBuilder
{
    private void AddHealth()
    {
        var check = new JsonObject();
        if (parameters.HealthCommand is { Length: > 0 } test)
        {
            check["Test"] = List(test.Length == 1 ? ["CMD-SHELL", test[0]] : ["CMD", .. test]);
        }

        SetTime(check, "Interval", "HealthInterval", parameters.HealthInterval);
        SetTime(check, "Timeout", "HealthTimeout", parameters.HealthTimeout);
        SetTime(check, "StartPeriod", "HealthStartPeriod", parameters.HealthStartPeriod);
        SetTime(check, "StartInterval", "HealthStartInterval", parameters.HealthStartInterval);
        Set(check, "Retries", parameters.HealthRetry);
        if (parameters.HealthStartInterval is not null)
        {
            Require(1, 44, "-HealthStartInterval");
        }

        if (parameters.NoHealthCheck)
        {
            check = check.Count == 0
                ? new JsonObject { ["Test"] = List(["NONE"]) }
                : throw new InvalidRequestException("OptionConflict", "-NoHealthCheck does not go with the other health parameters.");
        }

        SetSome(_config, "Healthcheck", check);
    }

    private void AddLifetime()
    {
        if (WholeSeconds.Of(parameters.StopTimeout) is int seconds)
        {
            _config["StopTimeout"] = seconds;
        }

        SetSwitch(_host, "AutoRemove", "AutoRemove", parameters.AutoRemove);
        SetSwitch(_host, "Init", "Init", parameters.Init);
        Set(_host, "Runtime", parameters.Runtime);
        if (parameters.Restart is { Length: > 0 } restart)
        {
            RestartPolicySpec policy = RestartPolicySpec.Parse(restart);
            if (parameters.AutoRemove && !policy.IsNone)
            {
                throw new InvalidRequestException("OptionConflict", "-Restart does not go with -AutoRemove: a container that is removed cannot be started again.");
            }

            _host["RestartPolicy"] = policy.ToJson();
        }

        if (parameters.LogDriver is null && parameters.LogOption is null)
        {
            return;
        }

        JsonObject options = KeyValueText.ToJson(parameters.LogOption, "-LogOption");
        if (parameters.LogDriver == "none" && options.Count > 0)
        {
            throw new InvalidRequestException("OptionConflict", "-LogOption does not go with -LogDriver none: nothing is logged.");
        }

        _host["LogConfig"] = new JsonObject { ["Type"] = parameters.LogDriver ?? "", ["Config"] = options };
    }

    private static void SetTime(JsonObject owner, string field, string parameter, TimeSpan? time)
    {
        if (time is { } given)
        {
            owner[field] = given >= TimeSpan.Zero
                ? JsonValues.Nanoseconds(given)
                : throw RequestText.Wrong(parameter, given.ToString(null, CultureInfo.InvariantCulture), "it is negative", "seconds, or 1m30s");
        }
    }
}
